import type { OCPP20 } from 'typed-ocpp'
import type { Sample } from '../../lib/sessions/session-message'
import { gatherSamples, type Measured } from '../gather-samples'
import type { Inbound } from '../route'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'

type MeterValue = Said<OCPP20.MeterValuesRequest['meterValue'][number]>
type SampledValue = NonNullable<MeterValue['sampledValue']>[number]

/** OCPP 2.0.1 meterValue (TransactionEvent, MeterValues) as Samples; the multiplier is applied (SPEC T-17). */
export function samples201(meterValues: readonly MeterValue[] | undefined, message: Inbound): Sample[] {
  return (meterValues ?? []).flatMap((meterValue) => {
    const at = saidTime(meterValue.timestamp, message.receivedAt, message.station.clockZone)
    return gatherSamples(at, (meterValue.sampledValue ?? []).flatMap(measured))
  })
}

function measured(sampled: SampledValue): Measured[] {
  const { unit, multiplier = 0 } = sampled.unitOfMeasure ?? {}
  const value: Measured = {
    measurand: sampled.measurand ?? 'Energy.Active.Import.Register',
    phase: sampled.phase ?? null,
    location: sampled.location ?? 'Outlet',
    context: sampled.context ?? 'Sample.Periodic',
    value: (sampled.value ?? Number.NaN) * 10 ** multiplier,
    unit: unit ?? null,
    sent: sampled,
  }
  if (sampled.signedMeterValue === undefined) return [value]
  // The plain value is used and billed; the signed original is kept beside it as proof.
  return [value, { ...value, measurand: 'SignedData', value: Number.NaN }]
}
