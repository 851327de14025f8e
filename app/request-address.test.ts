import { describe, expect, it } from 'vitest'
import { addressOf } from './request-address'

describe('the client’s address', () => {
  it.each([
    ['192.0.2.7', false, '192.0.2.7'],
    ['', false, 'unknown'],
    ['1.2.3.4, 192.0.2.7', false, 'unknown'],
    ['1.2.3.4, 192.0.2.7', true, '192.0.2.7'],
    ['127.0.0.1', false, '127.0.0.1'],
  ])('%s (trusted proxy: %s) → %s', (header, trusted, address) => {
    expect(addressOf(header, trusted)).toBe(address)
  })
})
