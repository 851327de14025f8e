import { z } from 'zod'
import { addMeterKey } from '@/lib/signed-meter-values/mutations/meter-keys'
import { getSignedProof, type SignedProof } from '@/lib/signed-meter-values/queries/get-signed-proof'
import { listMeterKeys, type MeterKeyRow } from '@/lib/signed-meter-values/queries/list-meter-keys'
import { operation } from '../operation'
import { idField, idInput, stationIdField } from '../schemas/fields'
import { meterKeySchema, signedProofSchema } from '../schemas/signed-readings'

const NOTHING_SIGNED = { verdict: null, findings: [], trust: null, energyWh: null, readings: [] }

function shownProof(proof: SignedProof | null): z.input<typeof signedProofSchema> {
  if (proof === null) return NOTHING_SIGNED
  const { verdict, findings, trust, energyWh } = proof
  const readings = proof.readings.map(({ id, at, context, format, verdict, detail, text }) => ({
    id: String(id),
    at: at.toISOString(),
    context,
    format,
    verdict,
    detail,
    signedData: text,
  }))
  return { verdict, findings: [...findings], trust, energyWh, readings }
}

const shownKey = ({ id, evse, publicKey, curve, source, createdAt }: MeterKeyRow): z.input<typeof meterKeySchema> => ({
  id: String(id),
  evseId: evse,
  publicKey,
  curve,
  source,
  createdAt: createdAt.toISOString(),
})

export const signedReadingOperations = [
  operation({
    id: 'listSignedReadings',
    method: 'GET',
    path: '/sessions/{id}/signed-readings',
    tag: 'Sessions',
    summary: 'Its signed meter values, and what they prove',
    description:
      'Signatures are checked against the meter’s public key, and all values together against what is billed.',
    act: 'sessions.read',
    params: z.object({ id: idInput('session', '4711') }),
    status: 200,
    response: signedProofSchema,
    handler: async (actor, { params: { id } }) => shownProof(await getSignedProof(actor, id)),
  }),
  operation({
    id: 'listMeterKeys',
    method: 'GET',
    path: '/stations/{id}/meter-keys',
    tag: 'Stations',
    summary: 'The public keys known for its meters',
    act: 'stations.read',
    params: z.object({ id: stationIdField }),
    status: 200,
    response: z.object({ data: z.array(meterKeySchema) }),
    handler: async (actor, { params: { id } }) => ({ data: (await listMeterKeys(actor, id)).map(shownKey) }),
  }),
  operation({
    id: 'addMeterKey',
    method: 'POST',
    path: '/stations/{id}/meter-keys',
    tag: 'Stations',
    summary: 'Trust the public key of a meter; what it has signed is judged anew',
    act: 'stations.write',
    params: z.object({ id: stationIdField }),
    body: z.object({
      evseId: z.number().int().min(0).max(9999).meta({ description: '0: of every EVSE.', example: 1 }),
      publicKey: z.string().min(1).max(2000).meta({ description: 'SubjectPublicKeyInfo in hex, base64 or PEM.' }),
    }),
    status: 201,
    response: z.object({ id: idField('meter key') }),
    handler: async (actor, { params: { id }, body: { evseId, publicKey } }) => ({
      id: String((await addMeterKey(actor, id, { evse: evseId, publicKey })).id),
    }),
  }),
]
