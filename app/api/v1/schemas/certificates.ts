import { z } from 'zod'
import { authoritySchema as authorityInput, ROOT_KINDS, trustedRootSchema } from '@/lib/certificates/certificate-input'
import { UPGRADE_STEPS } from '@/lib/certificates/decide-upgrade'
import { AUTHORITY_STAGES, CERTIFICATE_STAGES } from '@/lib/certificates/stages'
import { idField, instantField, stationIdField } from './fields'

const subject = z.string().meta({ description: 'Whom it names.', example: 'O=Laddbolaget, CN=SE-KISTA-01' })
const fingerprint = z.string().meta({ description: 'SHA-256 of the certificate, hexadecimal.', example: 'ab12…' })
const pem = z.string().meta({ description: 'PEM.', example: '-----BEGIN CERTIFICATE-----\n…' })

export const authoritySchema = z
  .object({
    id: idField('authority'),
    name: z.string().meta({ description: 'The organisation it signs for.', example: 'Laddbolaget' }),
    stage: z.enum(AUTHORITY_STAGES).meta({ description: 'next: waits to take over. retired: what it signed expires.' }),
    subject,
    fingerprint,
    certificate: pem,
    notAfter: instantField('When it ends.'),
    inUse: z.int().meta({ description: 'Certificates of it that stations use.', example: 12 }),
    installedOn: z.int().meta({ description: 'Stations known to hold its root.', example: 12 }),
  })
  .meta({ id: 'Authority' })

export const newAuthoritySchema = authorityInput

export const rootSchema = z
  .object({
    id: idField('root'),
    kind: z.enum(ROOT_KINDS).meta({
      description:
        "Whose: control rooms' (csms), makers', of ISO 15118 (v2g), mobility operators' (mo), car makers' (oem).",
    }),
    name: z.string().meta({ example: 'Hubject MO Root' }),
    subject,
    fingerprint,
    certificate: pem,
    notAfter: instantField('When it ends.'),
  })
  .meta({ id: 'TrustedRoot' })

export const newRootSchema = trustedRootSchema

export const stationCertificateSchema = z
  .object({
    id: idField('certificate'),
    stationId: stationIdField,
    kind: z.enum(['station', 'v2g']),
    stage: z.enum(CERTIFICATE_STAGES).meta({ description: 'issued: not known whether the station took it.' }),
    subject,
    serialNumber: z.string().meta({ description: 'Hexadecimal.', example: '4f1c' }),
    fingerprint,
    notBefore: instantField('From when it holds.'),
    notAfter: instantField('When it ends.'),
    revokedAt: instantField('When it was revoked.').nullable(),
  })
  .meta({ id: 'StationCertificate' })

const profile = z.int().min(0).max(3)

export const stationSecuritySchema = z
  .object({
    requiredProfile: profile.meta({
      description: 'The least it must come with: 0 nothing, 1 password, 2 TLS, 3 its own certificate.',
    }),
    currentProfile: profile.nullable().meta({ description: 'With which it is connected; null: it is not.' }),
    hasPassword: z.boolean(),
    passwordSetAt: instantField('When its password was last set.').nullable(),
    autocharge: z.boolean().meta({ description: "A car's MAC address counts as a token here." }),
    next: z
      .object({
        profile,
        missing: z.array(z.enum([...UPGRADE_STEPS, 'not-higher'])).meta({ description: 'What is to be done first.' }),
      })
      .nullable(),
    installed: z.array(
      z.object({
        type: z.string().meta({ example: 'CSMSRootCertificate' }),
        name: z.string().nullable().meta({ description: 'Whose it is, when it is one we know.' }),
        hashAlgorithm: z.string().meta({ example: 'SHA256' }),
        issuerNameHash: z.string(),
        issuerKeyHash: z.string(),
        serialNumber: z.string(),
        seenAt: instantField('When the station last said that it holds it.'),
      }),
    ),
    events: z.array(
      z.object({
        at: instantField('When.'),
        name: z.string().meta({ example: 'TamperDetectionActivated' }),
        isCritical: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'StationSecurity' })
