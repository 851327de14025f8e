import { sendCertificate as send } from '../../security/send-certificate'
import type { CommandRun } from '../../station-answer'

const TYPES = { station: 'ChargingStationCertificate', v2g: 'V2GCertificate' } as const

/** One certificate for both uses is asked for, and given, without a type (A02.FR.11). */
export const sendCertificate: CommandRun<'send-certificate'> = ({ command }, tools) => {
  const { kind, requestId } = command
  const isV21 = tools.station.protocol === 'ocpp2.1'
  return send(tools.station, command, (certificateChain) =>
    tools.call('CertificateSigned', {
      certificateChain,
      ...(kind !== 'combined' && { certificateType: TYPES[kind] }),
      ...(isV21 && requestId !== undefined && { requestId }),
    }),
  )
}
