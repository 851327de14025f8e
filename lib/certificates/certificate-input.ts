import { z } from 'zod'
import { KEY_KINDS } from './key-pair'

export const ROOT_KINDS = ['csms', 'manufacturer', 'v2g', 'mo', 'oem'] as const
/** Whose root: of control rooms, of makers, of ISO 15118 (V2G), of mobility operators (contracts), of car makers. */
export type RootKind = (typeof ROOT_KINDS)[number]

/** One PEM certificate; longer than any real one is not read. */
export const certificateText = z.string().trim().min(1, 'required').max(20_000, 'too-long')

export const trustedRootSchema = z.object({
  kind: z.enum(ROOT_KINDS),
  name: z.string().trim().max(120, 'too-long').default(''),
  certificate: certificateText,
})
export type TrustedRootInput = z.input<typeof trustedRootSchema>

export const authoritySchema = z.object({
  /** The organisation it signs for: O in its name and in the certificates it makes. */
  name: z.string().trim().min(1, 'required').max(64, 'too-long').default('Laddvakt'),
  /** What its own key is. Stations that read RSA only need RSA. */
  keyKind: z.enum(KEY_KINDS).default('ecdsa'),
})
export type AuthorityInput = z.input<typeof authoritySchema>

/** Characters of a request for a certificate; the standard says 5 500. */
export const LONGEST_CSR = 10_000

/** Years a root lives, days a station's certificate lives, and how long before its end it is renewed. */
export const AUTHORITY_YEARS = 20
export const STATION_CERTIFICATE_DAYS = 365
export const RENEW_BEFORE_DAYS = 30
