/** What an OCPP 2.1 station holds, and tells besides sessions. Empty lists are not shown. */
export interface Holdings {
  readonly tariffs: readonly HeldTariff[]
  readonly settlements: readonly Settlement[]
  readonly swaps: readonly BatterySwap[]
  readonly streams: readonly Stream[]
}

export interface HeldTariff {
  /** As the station knows it. */
  readonly key: string
  /** 0: all EVSEs. */
  readonly evse: number
  readonly kind: string
  /** When it is one of ours. */
  readonly ours: { readonly id: string; readonly name: string; readonly version: number } | null
  readonly setAt: Date
}

export interface Settlement {
  readonly id: string
  readonly reference: string
  readonly status: string
  /** Decimal text, in the terminal's currency, which it does not tell. */
  readonly amount: string
  readonly settledAt: Date
  /** Only http(s). */
  readonly receiptUrl: string | null
}

export interface BatterySwap {
  readonly requestId: number
  readonly eventType: string
  readonly token: string
  readonly batteries: readonly { readonly serialNumber: string; readonly socPercent: number | null }[]
  readonly receivedAt: Date
}

export interface Stream {
  readonly streamId: number
  /** What it tells of, e.g. `ChargingStation.Temperature`; null: its monitor is not known. */
  readonly variable: string | null
  readonly monitorId: number
  readonly intervalSeconds: number | null
  readonly latest: { readonly at: Date; readonly value: string } | null
}
