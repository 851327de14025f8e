import { describe, expect, it } from 'vitest'
import { localPath } from './local-path'

describe('where to go after signing in', () => {
  it.each([
    ['/stations', '/stations'],
    ['/stations?status=faulted&sort=name', '/stations?status=faulted&sort=name'],
    ['/sessions/77#bill', '/sessions/77#bill'],
    ['', '/'],
    [undefined, '/'],
    [['/stations'], '/'],
    ['stations', '/'],
    ['https://evil.example', '/'],
    ['//evil.example', '/'],
    ['///evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/\n/evil.example', '/'],
    ['/.//evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in', '/'],
    ['/sign-in?next=/sign-in', '/'],
    ['/setup/abc', '/'],
    [`/${'a'.repeat(2000)}`, '/'],
  ])('%j → %s', (wanted, path) => {
    expect(localPath(wanted)).toBe(path)
  })
})
