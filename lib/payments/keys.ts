import { createHash, randomBytes, randomUUID } from 'node:crypto'

/** Who knows it sees the payment: 256 bits, fit for an address. */
export const newPaymentKey = (): string => randomBytes(32).toString('base64url')

/** An idempotency key in the form of Swish's instructionUUID: 32 capital hexadecimal digits. */
export const newCallKey = (): string => randomUUID().replaceAll('-', '').toUpperCase()

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A token for one start: 20 characters, the most that OCPP 1.6 carries, 90 bits of them by chance. */
export const newStartToken = (): string =>
  `LV${[...randomBytes(18)].map((byte) => LETTERS[byte % LETTERS.length]).join('')}`

/** What tells a payer again, without saying who it is. */
export const payerHash = (payer: string): string => createHash('sha256').update(payer).digest('hex')
