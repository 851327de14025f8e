import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { operations } from '@/app/api/v1/operations'
import { routeName } from './route-name'

/** Every page and route file as the path it answers to, `{name}` for a dynamic segment. */
const served = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
  .map(
    (file) =>
      `/${file
        .split('/')
        .slice(0, -1)
        .filter((part) => !/^\(.+\)$/.test(part))
        .join('/')}`,
  )
  .filter((path) => !path.includes('[...'))
  .map((path) => path.replace(/\[(\w+)\]/g, '{$1}'))

describe('routeName', () => {
  it.each(served)('knows %s', (path) => {
    expect(routeName('GET', path.replace(/\{\w+\}/g, 'anything'), operations)).not.toBe('other')
  })

  it('names REST operations by their template and everything unknown "other"', () => {
    expect(routeName('PATCH', '/api/v1/sites/17', operations)).toBe('/api/v1/sites/{id}')
    expect(routeName('DELETE', '/api/v1/sites/17', operations)).toBe('other')
    for (const path of ['/wp-admin', '/wp/a', '/api/v1/nothing', '/api/x', '//'])
      expect(routeName('GET', path, operations)).toBe('other')
    expect(routeName('GET', '/stations/SE-1', operations)).toBe('/stations/{id}')
    expect(routeName('GET', '/tariffs/1/edit', operations)).toBe('/tariffs/*')
    expect(routeName('GET', '/_next/static/chunks/1.js', operations)).toBe('/_next')
  })
})
