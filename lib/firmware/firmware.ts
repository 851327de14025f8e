import { z } from 'zod'

const base64 = z
  .string()
  .trim()
  .max(800)
  .regex(/^[A-Za-z0-9+/\s]+={0,2}$/, 'not-base64')
  .transform((text) => text.replace(/\s+/g, ''))

/** Fits in what OCPP carries (5 500 characters). */
const pem = z
  .string()
  .trim()
  .max(5500)
  .regex(/^-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/, 'not-pem')

/** '' and null both take away what was there. */
const orNothing = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal('').transform(() => null), z.null(), schema]).optional()

const name = z.string().trim().min(1).max(100)

/** What is said of a package when it is uploaded. */
export const newFirmwareSchema = z.object({
  vendor: name,
  /** '' = every model of the vendor. */
  model: z.string().trim().max(100).default(''),
  version: z.string().trim().min(1).max(50),
  fileName: z.string().trim().min(1).max(255),
  note: z.string().trim().max(1000).default(''),
})
export type NewFirmware = z.input<typeof newFirmwareSchema>

/** What can be changed afterwards; the bytes and their version never change. */
export const firmwareChangeSchema = z.object({
  vendor: name.optional(),
  model: z.string().trim().max(100).optional(),
  note: z.string().trim().max(1000).optional(),
  /** Base64, made over the package by its maker; with it stations check what they install. */
  signature: orNothing(base64),
  /** PEM of the certificate the signature was made with. */
  signingCertificate: orNothing(pem),
})
export type FirmwareChange = z.input<typeof firmwareChangeSchema>
