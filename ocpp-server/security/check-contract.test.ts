import { expect, test, vi } from 'vitest'
import { checkContract } from './check-contract'
import { noContractPool } from './contract-pool'
import type { Outside } from './outside'

test('S-27: a station makes us ask no more responders than a chain is long', async () => {
  const ask = vi.fn(async () => null)
  const trust = { current: { authorities: [], roots: () => [], stationRootsPem: [] } }
  const outside: Outside = { ocsp: { ask }, contracts: noContractPool, vat: { ask: async () => null }, trust }
  const hash = { hashAlgorithm: 'SHA256', issuerNameHash: 'aa', issuerKeyHash: 'bb', serialNumber: '1' }
  const hashes = Array.from({ length: 5 }, () => ({ ...hash, responderURL: 'http://ocsp.example' }))
  expect(await checkContract({ emaid: 'SELAD0000001', hashes }, outside, new Date())).toBe('CertChainError')
  expect(ask).not.toHaveBeenCalled()
  await checkContract({ emaid: 'SELAD0000001', hashes: hashes.slice(1) }, outside, new Date())
  expect(ask).toHaveBeenCalledTimes(4)
})
