import type { OCPP20 } from 'typed-ocpp'
import type { Inbound } from '../route'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'
import type { SignedValue } from '../signed-values'

type MeterValue = Said<OCPP20.MeterValuesRequest['meterValue'][number]>

/** The signed ones among meterValue of TransactionEvent and MeterValues. 2.1 may leave method and key out. */
export function signedValues201(meterValues: readonly MeterValue[] | undefined, message: Inbound): SignedValue[] {
  const signed: SignedValue[] = []
  for (const { timestamp, sampledValue } of meterValues ?? []) {
    for (const { signedMeterValue, context } of sampledValue ?? []) {
      if (!signedMeterValue?.signedMeterData) continue
      signed.push({
        at: saidTime(timestamp, message.receivedAt, message.station.clockZone).at,
        context: context ?? 'Sample.Periodic',
        data: Buffer.from(signedMeterValue.signedMeterData, 'utf8'),
        encoding: signedMeterValue.encodingMethod ?? '',
        method: signedMeterValue.signingMethod ?? '',
        publicKey: signedMeterValue.publicKey || null,
      })
    }
  }
  return signed
}
