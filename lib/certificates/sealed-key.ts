import { createCipheriv, createDecipheriv, createPrivateKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'

/**
 * A private key as it is stored: AES-256-GCM under a key derived (HKDF-SHA-256, a salt each) from the installation's secret. Whoever
 * reads the database without the installation cannot sign.
 */
export function sealKey(key: KeyObject, secret: string): string {
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret, salt), iv)
  const sealed = Buffer.concat([cipher.update(key.export({ type: 'pkcs8', format: 'der' })), cipher.final()])
  return [VERSION, ...[salt, iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.')
}

/** @throws Error when the secret is another one, or the text was changed */
export function unsealKey(text: string, secret: string): KeyObject {
  const [version, ...parts] = text.split('.')
  const [salt, iv, tag, sealed] = parts.map((part) => Buffer.from(part, 'base64url'))
  if (version !== VERSION || !salt || !iv || tag?.length !== 16 || !sealed) throw new Error('Not a sealed key.')
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret, salt), iv).setAuthTag(tag)
  const der = Buffer.concat([decipher.update(sealed), decipher.final()])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

const VERSION = 'v1'
const sealingKey = (secret: string, salt: Buffer) =>
  Buffer.from(hkdfSync('sha256', secret, salt, 'laddvakt certificate authority', 32))
