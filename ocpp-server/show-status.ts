import type { StatusKept, StatusSaid } from '../lib/stations/mutations/record-statuses'
import type { Inbound } from './route'

/** After the commit: what a status means to browsers and to commands waiting for proof. The same for every version. */
export function showStatus({ station }: Inbound, said: StatusSaid, kept: StatusKept): void {
  const { status, evse, connector } = said
  if (evse === 0) {
    station.showStation({ status, errorCode: kept.errorCode })
  } else {
    const statusAt = said.at.toISOString()
    station.show({
      evse,
      connector,
      status,
      statusAt,
      errorCode: kept.errorCode,
      vendorErrorCode: said.vendorErrorCode,
    })
  }
  station.noticed({ kind: 'status', evse, connector, status, connectors: station.live.connectors })
}
