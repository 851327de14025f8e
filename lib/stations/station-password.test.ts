import { expect, test } from 'vitest'
import { hashStationPassword, verifyStationPassword } from './station-password'

const HEX = '4F43415F4F4354545F61646D696E5F74657374'

test.each<[string, string | Buffer, string | Buffer, boolean]>([
  ['C-11 hex digits are the bytes they spell', HEX, Buffer.from(HEX, 'hex'), true],
  ['C-11 whichever was set', Buffer.from(HEX, 'hex'), HEX, true],
  ['C-11 in either case', HEX, HEX.toLowerCase(), true],
  ['text is text', 'Sixteen_letters!', 'Sixteen_letters!', true],
  ['and case matters in it', 'Sixteen_letters!', 'sixteen_letters!', false],
  ['bytes that are no text', Buffer.from([0xff, 0, 0x3a]), Buffer.from([0xff, 0, 0x3a]), true],
  ['wrong', HEX, Buffer.from(`00${HEX.slice(2)}`, 'hex'), false],
])('%s', async (_name, set, offered, isRight) => {
  expect(await verifyStationPassword(await hashStationPassword(set), offered)).toBe(isRight)
})

test('a stored form that cannot be read lets nobody in', async () => {
  expect(await verifyStationPassword('not a hash', 'x')).toBe(false)
})
