import { keepDerControl } from '../../../lib/der-controls/mutations/record-der-controls'
import { type CommandRun, isYes, proven } from '../../station-answer'

/** Where a setting stands in the CALL; every other type is a curve. */
const FIELDS: Readonly<Record<string, string>> = {
  EnterService: 'enterService',
  FixedPFAbsorb: 'fixedPFAbsorb',
  FixedPFInject: 'fixedPFInject',
  FixedVar: 'fixedVar',
  FreqDroop: 'freqDroop',
  Gradients: 'gradient',
  LimitMaxDischarge: 'limitMaxDischarge',
}

export const setDerControl: CommandRun<'set-der-control'> = async ({ command, id }, tools) => {
  const { controlType, isDefault, setting } = command
  const controlId = command.controlId ?? `control-${id}`
  const field = FIELDS[controlType] ?? 'curve'
  const answer = await tools.call('SetDERControl', { isDefault, controlId, controlType, [field]: setting })
  if (isYes(answer)) {
    const { startTime, duration } = setting as { startTime?: string; duration?: number }
    const control = {
      stationId: tools.station.id,
      controlId,
      controlType,
      isDefault,
      isSuperseded: false,
      startAt: startTime === undefined ? null : new Date(startTime),
      durationSeconds: duration ?? null,
      setting,
      seenAt: new Date(),
    }
    await keepDerControl(control, (answer.supersededIds ?? []) as readonly string[])
  }
  return proven(answer)
}
