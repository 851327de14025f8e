import { describe, expect, test } from 'vitest'
import { readByteRange } from './byte-range'
import { fileAddress, readFileAddress } from './file-address'
import { plainFileName } from './file-name'

const SECRET = 'abcdefghijklmnopqrstuvwxyz-_0123'

describe('F-1 addresses', () => {
  test('made and read', () => {
    const address = fileAddress('https://files.example.com/', SECRET, 'fw.bin')
    expect(address).toBe(`https://files.example.com/files/${SECRET}/fw.bin`)
    expect(readFileAddress(new URL(address).pathname)).toEqual({ secret: SECRET, name: 'fw.bin' })
    expect(readFileAddress(`/files/${SECRET}?x=1`)).toEqual({ secret: SECRET, name: null })
  })
  test.each([
    '/files',
    '/files/',
    '/files/short',
    `/files/${SECRET}x`,
    '/files/../../etc/passwd',
    `/files/..%2f${SECRET}`,
    `//files/${SECRET}`,
    undefined,
  ])('%s leads nowhere', (url) => {
    expect(readFileAddress(url)).toBeNull()
  })
})

describe('F-4 names never become paths', () => {
  test.each([
    ['diagnostics.zip', 'diagnostics.zip'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\logs\\a b.log', 'a_b.log'],
    ['..', 'x.log'],
    ['.hidden', 'hidden'],
    ['Loggfil för säkerhet.txt', 'Loggfil_for_sakerhet.txt'],
    ['a"; rm -rf\r\n.log', 'a_rm_-rf_.log'],
    ['\u0000', 'x.log'],
    ['', 'x.log'],
    [`${'a'.repeat(300)}.tar.gz`, `${'a'.repeat(77)}.gz`],
  ])('%s', (name, plain) => {
    expect(plainFileName(name, 'x.log')).toBe(plain)
  })
})

describe('F-3 ranges', () => {
  test.each([
    [undefined, 'whole'],
    ['bytes=0-', { from: 0, to: 99 }],
    ['bytes=10-19', { from: 10, to: 19 }],
    ['bytes=90-200', { from: 90, to: 99 }],
    ['bytes=-10', { from: 90, to: 99 }],
    ['bytes=-500', { from: 0, to: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=20-10', 'whole'],
    ['bytes=0-1,5-6', 'whole'],
    ['lines=0-1', 'whole'],
    ['bytes=-', 'whole'],
  ] as const)('%s', (header, expected) => {
    expect(readByteRange(header, 100)).toEqual(expected)
  })
})
