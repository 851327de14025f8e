import { z } from 'zod'
import { idField, instantField, stationIdField } from './fields'

const keyed = z.object({
  key: z.string().meta({ description: 'Stays the same whatever the language.', example: 'test-contactor' }),
  text: z.string().meta({ example: 'Measure across the contactor, pole by pole.' }),
})
const reason = keyed.extend({
  check: z
    .string()
    .nullable()
    .meta({ description: 'Key of the step that shows it; null: none on the spot.', example: 'test-contactor' }),
  parts: z.array(z.string()).meta({ description: 'Keys of the parts that mend it.', example: ['contactor'] }),
})

const guide = {
  cause: z.string().meta({ example: 'PowerSwitchFailure' }),
  title: z.string().meta({ example: 'The contactor does not work' }),
  plain: z.string().meta({ description: 'What it means, in plain words.' }),
  driver: z.string().meta({ description: 'For drivers: no codes, and what to do instead.' }),
  isSafety: z.boolean().meta({ description: 'Only a person on the spot may clear it.', example: true }),
  remote: z.array(
    keyed.extend({ command: z.string().nullable().meta({ description: 'The command that does it, if any does.' }) }),
  ),
  field: z
    .array(keyed.extend({ isGate: z.boolean().meta({ description: 'Nothing else before it is confirmed.' }) }))
    .meta({ description: 'The check list: safety gates first, the proof last.' }),
  parts: z.array(keyed).meta({ description: 'What to bring along.' }),
  sources: z
    .array(z.url().meta({ example: 'https://inl.gov/chargex/mrec' }))
    .meta({ description: 'Where it is written.' }),
}

export const causeSchema = z.object({ ...guide, reasons: z.array(reason) }).meta({ id: 'FaultCause' })

const cost = z.object({
  sessions: z.number().meta({ description: 'Charges.', example: 1.4 }),
  income: z.number().meta({ description: 'In the currency, VAT included.', example: 96.5 }),
})

export const diagnosisSchema = z
  .object({
    ...guide,
    reasons: z
      .array(
        reason.extend({
          likelihood: z.number().meta({ description: '0 … 1; all together make 1.', example: 0.42 }),
          timesFound: z
            .number()
            .int()
            .meta({ description: 'In how many earlier faults it was found here.', example: 2 }),
        }),
      )
      .meta({ description: 'Most likely first.' }),
    learntFrom: z
      .number()
      .int()
      .meta({ description: 'Earlier faults that moved the order of the knowledge base.', example: 3 }),
    cost: z
      .object({ currency: z.string().nullable(), perHour: cost, soFar: cost })
      .nullable()
      .meta({ description: 'An estimate; null: nobody is kept from charging, or there is too little history.' }),
    earlier: z
      .array(
        z.object({
          id: idField('fault', '12'),
          stationId: stationIdField.nullable(),
          evse: z.number().int(),
          opened: instantField('When it began.'),
          closed: instantField('When it was over.'),
          closeReason: z.string().nullable().meta({ example: 'repaired' }),
          found: z.array(z.string()).meta({ description: 'What was wrong, as far as the work tells.' }),
          parts: z.array(z.string()).meta({ description: 'Keys of the parts that were used.' }),
          note: z.string().nullable(),
        }),
      )
      .meta({ description: 'Faults of the same cause: of the same station first.' }),
  })
  .meta({ id: 'FaultDiagnosis' })
