import { describe, expect, test } from 'vitest'
import { sqliteUrl } from '../../core/dialects/sqlite/url'

describe('a SQLite address', () => {
  test.each([
    ['sqlite:app.db', '/project/app.db'],
    ['sqlite:data/app.db', '/project/data/app.db'],
    ['sqlite:/data/app.db', '/data/app.db'],
    ['sqlite:///app.db', '/project/app.db'],
    ['sqlite:///./app.db', '/project/app.db'],
    ['sqlite:///../app.db', '/app.db'],
    ['sqlite:////data/app.db', '/data/app.db'],
    ['sqlite:///C:/data/app.db', 'C:/data/app.db'],
    ['sqlite::memory:', ':memory:'],
    ['sqlite:///:memory:', ':memory:'],
    ['sqlite://', ':memory:'],
    ['sqlite+aiosqlite:///app.db', '/project/app.db'],
    ['sqlite:///app.db?check_same_thread=false', '/project/app.db'],
    ['sqlite:my%20data%3F.db', '/project/my data?.db'],
    ['sqlite:d%C3%A4ten.db', '/project/däten.db'],
    ['sqlite:100%.db', '/project/100%.db'],
    ['sqlite:app#1.db', '/project/app#1.db'],
  ])('%s is %s', (text, database) => {
    expect(sqliteUrl.parse(text, '/project')).toMatchObject({ dialect: 'sqlite', database })
  })

  test.each(['sqlite://app.db', 'sqlite://host/app.db', 'sqlite:app.db?mode=ro'])('%s is refused', text => {
    expect(() => sqliteUrl.parse(text, '/project')).toThrow(expect.objectContaining({ code: 'BAD_URL' }))
  })
})
