import { z } from 'zod'
import { startProfileInput } from '../../charging-limits/profile-input'
import { id, key, number, token } from './fields'

/** Messages a station can be asked to send again, under the names of OCPP 2.0.1 (1.6 spells three of them otherwise). */
export const TRIGGERS = [
  'BootNotification',
  'DiagnosticsStatusNotification',
  'FirmwareStatusNotification',
  'Heartbeat',
  'LogStatusNotification',
  'MeterValues',
  'PublishFirmwareStatusNotification',
  'StatusNotification',
  'TransactionEvent',
  /** 2.1: what the maker of the station has thought of; `custom` names it. */
  'CustomTrigger',
] as const

/** What can be set of a variable of 2.x besides its value; left out: Actual. */
export const ATTRIBUTES = ['Actual', 'Target', 'MinSet', 'MaxSet'] as const

/** What every station can be told, from 1.6 on. */
export const everyday = [
  z.object({
    type: z.literal('start'),
    evseId: number,
    connectorId: number.optional(),
    token,
    /** A limit for this one session. */
    profile: startProfileInput.optional(),
  }),
  z.object({ type: z.literal('stop'), sessionId: id }),
  z.object({ type: z.literal('reset'), kind: z.enum(['soft', 'hard']), evseId: number.optional() }),
  z.object({ type: z.literal('unlock'), evseId: number, connectorId: number.optional() }),
  z.object({
    type: z.literal('change-availability'),
    evseId: number.optional(),
    connectorId: number.optional(),
    operative: z.boolean(),
  }),
  z.object({ type: z.literal('get-configuration'), keys: z.array(key).max(500).optional() }),
  z.object({
    type: z.literal('set-configuration'),
    values: z
      .array(z.object({ key, value: z.string().max(2500), attribute: z.enum(ATTRIBUTES).optional() }))
      .min(1)
      .max(100),
  }),
  z.object({ type: z.literal('clear-cache') }),
  z.object({
    type: z.literal('trigger'),
    message: z.enum(TRIGGERS),
    evseId: number.optional(),
    connectorId: number.optional(),
    custom: z.string().trim().min(1).max(50).optional(),
  }),
  z.object({
    type: z.literal('get-report'),
    base: z.enum(['configuration', 'full', 'summary']).default('full'),
    /** Instead of a base: only components that are one of these, and only these components or variables. */
    criteria: z
      .array(z.enum(['active', 'available', 'enabled', 'problem']))
      .min(1)
      .max(4)
      .optional(),
    variables: z.array(key).min(1).max(100).optional(),
  }),
] as const
