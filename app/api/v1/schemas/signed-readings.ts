import { z } from 'zod'
import { evseIdField, idField, instantField } from './fields'

const verdictField = z
  .enum(['verified', 'failed', 'unknown'])
  .meta({ description: 'unknown: there is no key, or nothing to judge by yet.' })

export const signedReadingSchema = z
  .object({
    id: idField('signed reading'),
    at: instantField('When it was measured.'),
    context: z.string().meta({ example: 'Transaction.End' }),
    format: z.string().meta({ example: 'OCMF' }),
    verdict: verdictField,
    detail: z.string().meta({
      description:
        'operator-key, station-key (its own word: weaker), signature, other-key, method, broken, no-key, unreadable-key, format; empty: not judged yet.',
      example: 'operator-key',
    }),
    signedData: z.string().meta({ description: 'Exactly what was signed; base64 when it is not OCMF.' }),
  })
  .meta({ id: 'SignedReading' })

export const signedProofSchema = z
  .object({
    verdict: verdictField.nullable().meta({ description: 'Of the whole session; null: it has no signed values.' }),
    findings: z.array(z.string()).meta({
      description:
        'What is wrong or open: signature, serial, pagination, meter-status, identification, time, energy, unverified, running, no-begin, no-end.',
    }),
    trust: z
      .enum(['operator', 'station'])
      .nullable()
      .meta({ description: 'Who vouches for the key. station: the station sent it itself.' }),
    energyWh: z.string().nullable().meta({ description: 'By the signed values, Wh, exact.', example: '12345' }),
    readings: z.array(signedReadingSchema),
  })
  .meta({ id: 'SignedProof' })

export const meterKeySchema = z
  .object({
    id: idField('meter key'),
    evseId: evseIdField,
    publicKey: z.string(),
    curve: z.string().nullable().meta({ example: 'secp256r1' }),
    source: z.enum(['operator', 'station']),
    createdAt: instantField('When it became known.'),
  })
  .meta({ id: 'MeterKey' })
