import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

/** What a browser gives with its push subscription: base64url. */
export interface PushKeys {
  /** Its public key, raw P-256. */
  readonly p256dh: string
  readonly auth: string
}

/** Push services take 4096 bytes with header and tag; this much text always fits. */
export const LONGEST_PUSH_BYTES = 3_000

/** Given in tests only, so that the published example comes out. */
export interface PushRandoms {
  readonly privateKey: Buffer
  readonly salt: Buffer
}

/**
 * A push message that only the browser can read, as `Content-Encoding: aes128gcm` (RFC 8291, RFC 8188): one record.
 * @throws Error when the browser's key is no point of the curve
 */
export function encryptPush(text: string, keys: PushKeys, randoms?: PushRandoms): Buffer {
  const salt = randoms?.salt ?? randomBytes(16)
  const ecdh = createECDH('prime256v1')
  if (randoms) ecdh.setPrivateKey(randoms.privateKey)
  else ecdh.generateKeys()
  const theirs = Buffer.from(keys.p256dh, 'base64url')
  const ours = ecdh.getPublicKey()
  const shared = ecdh.computeSecret(theirs)
  const auth = Buffer.from(keys.auth, 'base64url')
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours])
  const material = Buffer.from(hkdfSync('sha256', shared, auth, info, 32))
  const key = Buffer.from(hkdfSync('sha256', material, salt, 'Content-Encoding: aes128gcm\0', 16))
  const nonce = Buffer.from(hkdfSync('sha256', material, salt, 'Content-Encoding: nonce\0', 12))
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  // 2 ends the last (here: the only) record.
  const record = Buffer.concat([cipher.update(text, 'utf8'), cipher.update(Buffer.of(2)), cipher.final()])
  const recordSize = Buffer.alloc(4)
  recordSize.writeUInt32BE(4096)
  return Buffer.concat([salt, recordSize, Buffer.of(ours.length), ours, record, cipher.getAuthTag()])
}
