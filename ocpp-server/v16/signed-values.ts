import type { OCPP16 } from 'typed-ocpp'
import type { Inbound } from '../route'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'
import type { SignedValue } from '../signed-values'

type MeterValue = Said<OCPP16.MeterValuesRequest['meterValue'][number]>

/** The signed ones among MeterValues.meterValue or StopTransaction.transactionData. Some stations forget to say that they are signed. */
export function signedValues16(meterValues: readonly MeterValue[] | undefined, message: Inbound): SignedValue[] {
  const signed: SignedValue[] = []
  for (const { timestamp, sampledValue } of meterValues ?? []) {
    for (const { value, format, context } of sampledValue ?? []) {
      if (!value || (format !== 'SignedData' && !value.startsWith('OCMF|'))) continue
      signed.push({
        at: saidTime(timestamp, message.receivedAt, message.station.clockZone).at,
        context: context ?? 'Sample.Periodic',
        data: Buffer.from(value, 'utf8'),
        encoding: '',
        method: '',
        publicKey: null,
      })
    }
  }
  return signed
}
