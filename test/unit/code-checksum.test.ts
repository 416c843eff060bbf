import { describe, expect, test } from 'vitest'
import { codeChecksum } from '../../core/script/code-checksum'

const CODE = `/**
 * create users
 */
import { type Op } from "retort";

export async function upgrade(op: Op) {
  await op.execute("INSERT INTO notes VALUES ('// kept  as it is')"); // why
  return /["'/]\\s/.test("x") ? 4 / 2 : 1;
}
`

describe('the checksum of code stays where', () => {
  test.each([
    ['a comment changes', CODE.replace('// why', '/* because */')],
    ['the head comment changes', CODE.replace('create users', 'create the users')],
    ['it is indented otherwise', CODE.replaceAll('\n  ', '\n\t\t')],
    ['line breaks become those of another system', CODE.replaceAll('\n', '\r\n')],
    ['space between signs goes', CODE.replace('(op: Op) {', '(op:Op){').replace('4 / 2', '4/2')],
    ['a comment stands between two words', CODE.replace('async function', 'async/* */function')],
  ])('%s', (_what, changed) => {
    expect(changed).not.toBe(CODE)
    expect(codeChecksum(changed)).toBe(codeChecksum(CODE))
  })
})

describe('the checksum of code changes where', () => {
  test.each([
    ['a name changes', CODE.replace('upgrade', 'upgrades')],
    ['words grow together', CODE.replace('await op', 'awaitop')],
    ['a text changes in its white space', CODE.replace('kept  as', 'kept as')],
    ['a text changes after what looks like a comment', CODE.replace('as it is', 'as it was')],
    ['a pattern changes after what looks like a text', CODE.replace('\\s/', '\\d/')],
    ['a statement is commented out', CODE.replace('await op', '// await op')],
  ])('%s', (_what, changed) => {
    expect(changed).not.toBe(CODE)
    expect(codeChecksum(changed)).not.toBe(codeChecksum(CODE))
  })
})
