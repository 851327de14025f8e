import { createPrivateKey, type KeyObject } from 'node:crypto'
import { seal, unseal } from '../kernel/sealed'

const PURPOSE = 'laddvakt certificate authority'

/** A private key as it is stored. Whoever reads the database without the installation cannot sign. */
export const sealKey = (key: KeyObject, secret: string): string =>
  seal(key.export({ type: 'pkcs8', format: 'der' }), secret, PURPOSE)

/** @throws Error when the secret is another one, or the text was changed */
export const unsealKey = (text: string, secret: string): KeyObject =>
  createPrivateKey({ key: unseal(text, secret, PURPOSE), format: 'der', type: 'pkcs8' })
