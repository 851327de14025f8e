import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { encryptPush } from './push-encryption'
import { vapidAuthorization, vapidKeys } from './vapid'

describe('a push message', () => {
  it('is encrypted as RFC 8291 does it in its appendix A', () => {
    const body = encryptPush(
      'When I grow up, I want to be a watermelon',
      {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
      {
        privateKey: Buffer.from('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw', 'base64url'),
        salt: Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url'),
      },
    )
    expect(body.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    )
  })

  it('is another one each time', () => {
    const keys = {
      p256dh: vapidKeys('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw').publicKey,
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    }
    expect(encryptPush('x', keys).equals(encryptPush('x', keys))).toBe(false)
  })

  it('cannot be made for what is no key', () => {
    expect(() => encryptPush('x', { p256dh: 'AAAA', auth: 'BTBZMqHH6r4Tts7J_aSIgg' })).toThrow()
  })
})

describe('who sends a push message', () => {
  const keys = vapidKeys('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw')
  const now = new Date('2026-11-20T12:00:00Z')

  it('has the public key of the private one', () => {
    expect(keys.publicKey).toBe(
      'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
    )
  })

  it('is said in a signed JWT for the push service alone, good for half a day (RFC 8292)', () => {
    const header = vapidAuthorization('https://push.example.net/send/abc', keys, 'mailto:x@example.com', now)
    const [, token = '', key = ''] = /^vapid t=(.+), k=(.+)$/.exec(header) ?? []
    expect(key).toBe(keys.publicKey)
    const [head = '', claims = '', signature = ''] = token.split('.')
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
    expect(read(head)).toEqual({ typ: 'JWT', alg: 'ES256' })
    expect(read(claims)).toEqual({
      aud: 'https://push.example.net',
      exp: now.getTime() / 1000 + 12 * 3600,
      sub: 'mailto:x@example.com',
    })
    const point = Buffer.from(key, 'base64url')
    const publicKey = createPublicKey({
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
      },
      format: 'jwk',
    })
    const isGood = (text: string) =>
      verify(
        'sha256',
        Buffer.from(text),
        { key: publicKey, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      )
    expect(isGood(`${head}.${claims}`)).toBe(true)
    expect(isGood(`${head}.${claims}x`)).toBe(false)
  })
})
