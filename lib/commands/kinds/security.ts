import { z } from 'zod'
import { HASH_ALGORITHMS } from '../../certificates/certificate-hash'
import { certificateText, LONGEST_CSR, ROOT_KINDS } from '../../certificates/certificate-input'
import { number } from './fields'

/** What a station can be asked which certificates it holds: roots by whose they are, and its own of ISO 15118. */
export const HELD_KINDS = [...ROOT_KINDS, 'v2g-chain'] as const
export type HeldKind = (typeof HELD_KINDS)[number]

const hex = (max: number) =>
  z
    .string()
    .regex(/^[0-9A-Fa-f]+$/, 'must be hexadecimal')
    .max(max)
const profile = z.number().int().min(1).max(3)

/** Passwords, certificates, and the way a station connects. */
export const security = [
  /** A new password, made here and known to nobody else. */
  z.object({ type: z.literal('rotate-password') }),
  /** Never lower: no station may (security whitepaper 2.1, A05). */
  z.object({
    type: z.literal('upgrade-security-profile'),
    profile,
    /** 2.x: where the new connection is kept, and its address; left out: a free place, and OCPP_TLS_URL. */
    slot: number.optional(),
    url: z.url({ protocol: /^wss?$/ }).optional(),
    /** Also when we do not know that all it needs is there. */
    unchecked: z.boolean().default(false),
  }),
  z.object({
    type: z.literal('set-network-profile'),
    slot: number,
    url: z.url({ protocol: /^wss?$/ }),
    securityProfile: z.number().int().min(0).max(3),
    ocppVersion: z.enum(['OCPP16', 'OCPP20', 'OCPP201', 'OCPP21']).default('OCPP20'),
    interface: z
      .enum([...['Wired', 'Wireless'].flatMap((kind) => [0, 1, 2, 3].map((index) => `${kind}${index}`)), 'Any'])
      .default('Wired0'),
    messageTimeoutSeconds: z.number().int().min(1).max(3600).default(30),
  }),
  /** The certificate a station has asked for; asked by the gateway when the request is good. */
  z.object({
    type: z.literal('send-certificate'),
    kind: z.enum(['station', 'v2g', 'combined']),
    csr: z.string().min(1).max(LONGEST_CSR),
    /** 2.1: the station's own number of its request. */
    requestId: z.number().int().optional(),
  }),
  /** Lets the station ask for a new certificate. */
  z.object({ type: z.literal('renew-certificate'), kind: z.enum(['station', 'v2g', 'combined']).default('station') }),
  z.object({ type: z.literal('install-certificate'), kind: z.enum(ROOT_KINDS), certificate: certificateText }),
  z.object({
    type: z.literal('delete-certificate'),
    hashAlgorithm: z.enum(HASH_ALGORITHMS),
    issuerNameHash: hex(128),
    issuerKeyHash: hex(128),
    serialNumber: hex(40),
  }),
  z.object({
    type: z.literal('get-installed-certificates'),
    kinds: z.array(z.enum(HELD_KINDS)).min(1).max(HELD_KINDS.length).optional(),
  }),
] as const
