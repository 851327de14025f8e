import type { OCPP16 } from 'typed-ocpp'
import type { Sample } from '../../lib/sessions/session-message'
import { gatherSamples, type Measured } from '../gather-samples'
import type { Inbound } from '../route'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'

type MeterValue = Said<OCPP16.MeterValuesRequest['meterValue'][number]>
type SampledValue = NonNullable<MeterValue['sampledValue']>[number]

/** OCPP 1.6 MeterValues.meterValue and StopTransaction.transactionData as Samples. */
export function samples16(meterValues: readonly MeterValue[] | undefined, message: Inbound): Sample[] {
  return (meterValues ?? []).flatMap((meterValue) => {
    const at = saidTime(meterValue.timestamp, message.receivedAt, message.station.clockZone)
    return gatherSamples(at, (meterValue.sampledValue ?? []).map(measured))
  })
}

// Some stations write the phase into the measurand: "Current.Import.L1", "Voltage.L1-N".
const WITH_PHASE = /^(.+?)[.-](L[123](?:-N)?|N)$/

function measured(sampled: SampledValue): Measured {
  const measurand = sampled.measurand ?? 'Energy.Active.Import.Register'
  const split = sampled.phase === undefined ? WITH_PHASE.exec(measurand) : null
  return {
    measurand: split?.[1] ?? measurand,
    phase: sampled.phase ?? split?.[2] ?? null,
    location: sampled.location ?? 'Outlet',
    context: sampled.context ?? 'Sample.Periodic',
    value: sampled.format === 'SignedData' ? Number.NaN : numberIn(sampled.value),
    unit: sampled.unit ?? null,
    sent: sampled,
  }
}

/** 1.6 sends numbers as text; a decimal comma is read, anything else that is not a number is NaN. */
function numberIn(value: string | undefined): number {
  const text = value?.trim().replace(/^([+-]?\d+),(\d+)$/, '$1.$2')
  return text === undefined || text === '' ? Number.NaN : Number(text)
}
