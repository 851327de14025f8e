import type { DynamicScheduleUpdate } from '../../lib/commands/kinds/grid'

/** The values of a dynamic schedule under OCPP's names. */
export const scheduleUpdate = (update: DynamicScheduleUpdate): object =>
  Object.fromEntries(Object.entries(update).map(([key, value]) => [NAMES[key as keyof typeof NAMES], value]))

const NAMES: Readonly<Record<keyof DynamicScheduleUpdate, string>> = {
  limit: 'limit',
  limitL2: 'limit_L2',
  limitL3: 'limit_L3',
  dischargeLimit: 'dischargeLimit',
  dischargeLimitL2: 'dischargeLimit_L2',
  dischargeLimitL3: 'dischargeLimit_L3',
  setpoint: 'setpoint',
  setpointL2: 'setpoint_L2',
  setpointL3: 'setpoint_L3',
  setpointReactive: 'setpointReactive',
  setpointReactiveL2: 'setpointReactive_L2',
  setpointReactiveL3: 'setpointReactive_L3',
}
