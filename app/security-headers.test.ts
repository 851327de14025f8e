import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, securityHeaders } from './security-headers'

const policy = (changes: Partial<Parameters<typeof contentSecurityPolicy>[0]> = {}) =>
  contentSecurityPolicy({ nonce: 'abc', secure: false, development: false, mapStyleUrl: undefined, ...changes })

describe('content security policy', () => {
  it('runs only scripts with the nonce', () => {
    const [scripts] = /script-src [^;]+/.exec(policy()) ?? []
    expect(scripts).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'")
    expect(policy()).not.toContain('unsafe-eval')
  })

  it('cannot be framed, and forms cannot be sent elsewhere', () => {
    expect(policy()).toContain("frame-ancestors 'none'")
    expect(policy()).toContain("form-action 'self'")
    expect(policy()).toContain("base-uri 'none'")
  })

  it('reaches the configured tile server and nobody else', () => {
    expect(policy()).toContain("connect-src 'self';")
    expect(policy({ mapStyleUrl: 'https://tiles.example/style.json?key=1' })).toContain(
      "connect-src 'self' https://tiles.example;",
    )
  })

  it('insists on https only where there is https', () => {
    expect(policy()).not.toContain('upgrade-insecure-requests')
    expect(policy({ secure: true })).toContain('upgrade-insecure-requests')
    expect(securityHeaders(false).map(([name]) => name)).not.toContain('strict-transport-security')
    expect(securityHeaders(true).map(([name]) => name)).toContain('strict-transport-security')
  })
})
