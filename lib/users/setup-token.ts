import { createHash, randomBytes } from 'node:crypto'

/** A secret for one link: 256 random bits. Only its hash is stored. */
export const newSetupToken = (): string => randomBytes(32).toString('base64url')

export const setupTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Where the link leads, below the console's own address. */
export const setupPath = (token: string): string => `/setup/${token}`
