import { z } from 'zod'
import { requireAct } from '@/lib/access/acts'
import { causeKey } from '@/lib/faults/knowledge/all-causes'
import { type Guide, guideOf } from '@/lib/faults/knowledge/guide'
import { getDiagnosis } from '@/lib/faults/queries/get-diagnosis'
import { notFound } from '@/lib/kernel/errors'
import { operation } from '../operation'
import { causeSchema, diagnosisSchema } from '../schemas/fault-diagnosis'
import { idInput, iso } from '../schemas/fields'

const query = z.object({
  language: z.enum(['sv', 'en']).default('en').meta({ description: 'Of the texts; keys are the same in both.' }),
})

/** What is said of a cause in every answer; its reasons differ. */
const shownGuide = ({
  cause,
  title,
  plain,
  driver,
  isSafety,
  remote,
  field,
  parts,
  sources,
}: Omit<Guide, 'reasons'>) => ({
  cause,
  title,
  plain,
  driver,
  isSafety,
  remote: remote.map(({ key, text, command }) => ({ key, text, command })),
  field: field.map(({ key, text, isGate }) => ({ key, text, isGate })),
  parts: parts.map(({ key, text }) => ({ key, text })),
  sources: [...sources],
})

const shownReason = ({ key, text, check, parts }: Guide['reasons'][number]) => ({ key, text, check, parts: [...parts] })

export const faultDiagnosisOperations = [
  operation({
    id: 'getFaultDiagnosis',
    method: 'GET',
    path: '/faults/{id}/diagnosis',
    tag: 'Faults',
    summary: 'What a fault means, why it is likely, what to do, and what it costs',
    description:
      'Likely causes begin in the order of the knowledge base and are moved by what was found in your own faults.',
    act: 'faults.read',
    params: z.object({ id: idInput('fault', '31') }),
    query,
    status: 200,
    response: diagnosisSchema,
    handler: async (actor, { params: { id }, query: { language } }) => {
      const { guide, reasons, learntFrom, cost, earlier } = await getDiagnosis(actor, id, language)
      return {
        ...shownGuide(guide),
        reasons: reasons.map(({ likelihood, timesFound, ...one }) => ({ ...shownReason(one), likelihood, timesFound })),
        learntFrom,
        cost,
        earlier: earlier.map((one) => ({
          id: String(one.id),
          stationId: one.stationId,
          evse: one.evse,
          opened: iso(one.openedAt),
          closed: iso(one.closedAt),
          closeReason: one.closeReason,
          found: [...one.found],
          parts: [...one.parts],
          note: one.note,
        })),
      }
    },
  }),
  operation({
    id: 'getFaultCause',
    method: 'GET',
    path: '/fault-causes/{key}',
    tag: 'Faults',
    summary: 'What is known of a cause: an OCPP code, MREC, a maker’s code, a rule',
    act: 'faults.read',
    params: z.object({ key: z.string().max(100).meta({ description: 'A fault’s cause.', example: 'GroundFailure' }) }),
    query,
    status: 200,
    response: causeSchema,
    handler: async (actor, { params, query: { language } }) => {
      requireAct(actor, 'faults.read')
      const key = causeKey(params.key)
      if (key === null) throw notFound('cause', params.key)
      const { reasons, ...guide } = guideOf(key, language)
      return { ...shownGuide(guide), reasons: reasons.map(shownReason) }
    },
  }),
]
