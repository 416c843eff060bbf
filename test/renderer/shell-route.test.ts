import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatRoute, parseRoute, projectViews, type Route } from '../../renderer/app/route'

const anyRoute: fc.Arbitrary<Route> = fc.oneof(
  fc.constant<Route>({ name: 'home' }),
  fc.constant<Route>({ name: 'newProject' }),
  fc.constant<Route>({ name: 'settings' }),
  fc.record({
    name: fc.constant('project' as const),
    folder: fc.string({ unit: 'grapheme', minLength: 1 }),
    view: fc.constantFrom(...projectViews),
    item: fc.option(fc.string({ unit: 'grapheme', minLength: 1 })),
  }),
)

describe('an address', () => {
  it('leads back to where it was made', () => {
    fc.assert(
      fc.property(anyRoute, route => {
        expect(parseRoute(formatRoute(route))).toEqual(route)
      }),
    )
  })

  it('without a view shows the history', () => {
    expect(parseRoute('#/project/%2Fhome%2Fada%2Fbookshop')).toEqual({
      name: 'project',
      folder: '/home/ada/bookshop',
      view: 'history',
      item: null,
    })
  })

  it('that is empty is home', () => {
    expect(parseRoute('')).toEqual({ name: 'home' })
    expect(parseRoute('#/')).toEqual({ name: 'home' })
  })

  it.each(['#/nowhere', '#/project', '#/project/x/nowhere'])('such as %s is not guessed at', hash => {
    expect(parseRoute(hash)).toEqual({ name: 'unknown' })
  })

  it('with a broken escape is taken as it is written', () => {
    expect(parseRoute('#/project/100%/diff')).toMatchObject({ folder: '100%', view: 'diff' })
  })
})
