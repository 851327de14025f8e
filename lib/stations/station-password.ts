import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/**
 * Station passwords are long and random, not chosen by people, and thousands of stations may reconnect in the same minute:
 * argon2id with less memory than for people's passwords (4 MiB, 2 passes, about 4 ms).
 */
const OPTIONS = { memoryCost: 4096, timeCost: 2, parallelism: 1 } as const

/** The stored form of a station's Basic-auth password. Takes the exact bytes: some stations use bytes that are no UTF-8. */
export function hashStationPassword(password: string | Uint8Array): Promise<string> {
  return hash(asText(password), OPTIONS)
}

/** False also for a stored hash that cannot be read. */
export async function verifyStationPassword(stored: string, offered: string | Uint8Array): Promise<boolean> {
  try {
    return await verify(stored, asText(offered))
  } catch {
    return false
  }
}

/** The library takes text only; base64 of the bytes keeps every byte. */
const asText = (password: string | Uint8Array) => passwordBytes(Buffer.from(password)).toString('base64')

const HEX = /^(?:[0-9a-f]{2}){16,20}$/i

/**
 * OCPP 1.6's AuthorizationKey is set as 32 to 40 hex digits and used as the bytes they spell (security whitepaper 2.2), but some
 * stations send the digits themselves: both are the same password.
 */
function passwordBytes(password: Buffer): Buffer {
  const text = password.toString('latin1')
  return HEX.test(text) ? Buffer.from(text, 'hex') : password
}

/** 20 characters, letters and digits: valid as OCPP 1.6 AuthorizationKey text and as 2.x BasicAuthPassword (16 to 40). */
export function generateStationPassword(): string {
  return randomBytes(15).toString('base64url').replaceAll('-', 'x').replaceAll('_', 'y')
}
