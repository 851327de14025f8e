import { describe, expect, it } from 'vitest'
import type { Role } from '@/lib/access/actor'
import { isAt, placesOf } from './navigation'

const hrefs = (role: Role) => placesOf(role).flatMap((group) => group.places.map((place) => place.href))

describe('the rail', () => {
  it.each<[Role, string[]]>([
    [
      'technician',
      [
        '/',
        '/faults',
        '/field',
        '/stations',
        '/sessions',
        '/performance',
        '/sites',
        '/messages',
        '/fleet/firmware',
        '/tariffs',
        '/plans',
        '/api-docs',
      ],
    ],
    ['fleet-manager', ['/my-fleet', '/sessions', '/tokens', '/customers', '/invoices', '/api-docs']],
    ['site-host', ['/', '/faults', '/stations', '/sessions', '/performance', '/sites', '/revenue', '/api-docs']],
  ])('leads a %s only where they may go', (role, expected) => {
    expect(hrefs(role)).toEqual(expected)
  })

  it('leads an administrator everywhere', () => {
    expect(hrefs('admin')).toHaveLength(26)
  })

  it.each([
    ['/stations/SE-1', '/stations', true],
    ['/stations', '/stations', true],
    ['/stations-map', '/stations', false],
    ['/stations', '/', false],
    ['/', '/', true],
  ])('at %s marks %s: %s', (pathname, href, marked) => {
    expect(isAt(pathname, href)).toBe(marked)
  })
})
