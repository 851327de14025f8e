import { z } from 'zod'
import { id, instant, int32 } from './fields'

/** OCPP 2.1's kinds of grid support by distributed energy resources. */
export const DER_CONTROL_TYPES = [
  'EnterService',
  'FixedPFAbsorb',
  'FixedPFInject',
  'FixedVar',
  'FreqDroop',
  'FreqWatt',
  'Gradients',
  'HFMayTrip',
  'HFMustTrip',
  'HVMayTrip',
  'HVMomCess',
  'HVMustTrip',
  'LFMustTrip',
  'LVMayTrip',
  'LVMomCess',
  'LVMustTrip',
  'LimitMaxDischarge',
  'PowerMonitoringMustTrip',
  'VoltVar',
  'VoltWatt',
  'WattPF',
  'WattVar',
] as const

/** Ways in which energy may flow, as ISO 15118 and OCPP 2.1 name them. */
export const ENERGY_TRANSFERS = [
  'AC_single_phase',
  'AC_two_phase',
  'AC_three_phase',
  'DC',
  'AC_BPT',
  'AC_BPT_DER',
  'AC_DER',
  'DC_BPT',
  'DC_ACDP',
  'DC_ACDP_BPT',
  'WPT',
] as const

const value = z.number().optional()
/** In the unit of the profile's schedule (W or A; var for what is reactive); L2 and L3 where the phases differ. */
const dynamicScheduleUpdate = z
  .object({
    limit: value,
    limitL2: value,
    limitL3: value,
    dischargeLimit: value,
    dischargeLimitL2: value,
    dischargeLimitL3: value,
    setpoint: value,
    setpointL2: value,
    setpointL3: value,
    setpointReactive: value,
    setpointReactiveL2: value,
    setpointReactiveL3: value,
  })
  .refine((update) => Object.values(update).some((one) => one !== undefined), { error: 'must set something' })
export type DynamicScheduleUpdate = z.output<typeof dynamicScheduleUpdate>

const controlId = z.string().trim().min(1).max(36)

/** What the grid and the sessions on it are told, from 2.1 on. */
export const grid = [
  z.object({ type: z.literal('update-dynamic-schedule'), profileId: int32, update: dynamicScheduleUpdate }),
  z.object({ type: z.literal('use-priority-charging'), sessionId: id, activate: z.boolean() }),
  z.object({
    type: z.literal('allow-energy-transfer'),
    sessionId: id,
    modes: z.array(z.enum(ENERGY_TRANSFERS)).min(1).max(ENERGY_TRANSFERS.length),
  }),
  z.object({
    type: z.literal('set-der-control'),
    controlType: z.enum(DER_CONTROL_TYPES),
    /** true: holds whenever no scheduled control does. */
    isDefault: z.boolean(),
    /** Absent: a new control, named after the command. */
    controlId: controlId.optional(),
    /** As OCPP 2.1 writes a setting of this type (a curve, a fixed power factor …). */
    setting: z.record(z.string(), z.unknown()),
  }),
  z.object({
    type: z.literal('get-der-control'),
    isDefault: z.boolean().optional(),
    controlType: z.enum(DER_CONTROL_TYPES).optional(),
    controlId: controlId.optional(),
  }),
  z.object({
    type: z.literal('clear-der-control'),
    isDefault: z.boolean(),
    controlType: z.enum(DER_CONTROL_TYPES).optional(),
    controlId: controlId.optional(),
  }),
  /** Automatic frequency restoration: a value of the station's signal-to-watt curve. */
  z.object({ type: z.literal('afrr-signal'), signal: z.number().int().min(-32_768).max(32_767), at: instant }),
] as const
