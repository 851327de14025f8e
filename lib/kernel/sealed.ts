import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Secret bytes as they are stored: AES-256-GCM under a key derived (HKDF-SHA-256, a salt each) from the installation's secret. Whoever
 * reads the database without the installation learns nothing.
 * @param purpose tells keys of one secret apart: what was sealed for one use cannot be unsealed for another
 */
export function seal(bytes: Uint8Array, secret: string, purpose: string): string {
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret, salt, purpose), iv)
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return [VERSION, ...[salt, iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.')
}

/** @throws Error when the secret or the purpose is another one, or the text was changed */
export function unseal(text: string, secret: string, purpose: string): Buffer {
  const [version, ...parts] = text.split('.')
  const [salt, iv, tag, sealed] = parts.map((part) => Buffer.from(part, 'base64url'))
  if (version !== VERSION || !salt || !iv || tag?.length !== 16 || !sealed) throw new Error('Not a sealed text.')
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret, salt, purpose), iv).setAuthTag(tag)
  return Buffer.concat([decipher.update(sealed), decipher.final()])
}

const VERSION = 'v1'
const sealingKey = (secret: string, salt: Buffer, purpose: string) =>
  Buffer.from(hkdfSync('sha256', secret, salt, purpose, 32))
