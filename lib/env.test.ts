import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseEnv } from './env'

/** Every line is a comment, so that a copy of the file changes nothing. */
const example = Object.fromEntries(
  [...readFileSync('.env.example', 'utf8').matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
)

describe('.env.example', () => {
  it('names every setting, with its default', () => {
    const fromExample = parseEnv(example)
    const defaults = parseEnv({})
    expect(fromExample).toEqual({
      ...Object.fromEntries(Object.keys(fromExample).map((name) => [name, undefined])),
      ...defaults,
    })
    const known = Object.keys(settingsOf()).sort()
    expect(Object.keys(example).sort()).toEqual(known)
  })
})

/** Every setting there is, whether it has a default or not: faults name them all when each is given nonsense. */
function settingsOf(): Record<string, true> {
  const source = readFileSync('lib/env.ts', 'utf8')
  const body = source.slice(source.indexOf('z.object({'), source.indexOf('\n})'))
  return Object.fromEntries([...body.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => [name, true]))
}

describe('settings', () => {
  it('an empty one is not set', () => {
    expect(parseEnv({ PUBLIC_URL: '', DATABASE_URL: '' })).toEqual(parseEnv({}))
  })
  it('all faults are told at once, in one sentence', () => {
    expect(() => parseEnv({ PORT: 'x', ADMIN_PASSWORD: 'short', DATABASE_URL: 'mysql://x' })).toThrow(
      /^Bad settings: .*PORT.*; DATABASE_URL must start with postgres:\/\/; ADMIN_PASSWORD must be at least 10 characters\.$/,
    )
  })
  it('each of them can be wrong', () => {
    for (const [name, value] of Object.entries({
      UNKNOWN_STATIONS: 'maybe',
      TRUST_PROXY: 'yes',
      LOG_LEVEL: 'loud',
      OCPP_PORT: '70000',
    })) {
      expect(() => parseEnv({ [name]: value })).toThrow(name)
    }
  })
})
