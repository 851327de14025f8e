/** One monitor a station has set on one of its variables (OCPP 2.x). */
export interface Monitor {
  /** The station's own number. */
  readonly monitorId: number
  readonly component: string
  /** "componentInstance/variableInstance" when either has one, else ''. */
  readonly instance: string
  readonly evseNumber: number
  readonly connectorNumber: number
  readonly variable: string
  /** UpperThreshold, LowerThreshold, Delta, Periodic, PeriodicClockAligned … */
  readonly type: string
  readonly value: number
  /** 0 danger … 9 debug. */
  readonly severity: number
  /** Only while a transaction runs. */
  readonly inTransaction: boolean
  /** HardWiredMonitor, PreconfiguredMonitor or CustomMonitor; left out: the station has not said, and what was known stays. */
  readonly origin?: string
}

/** What became of a station's monitors. */
export interface MonitorChange {
  readonly kept?: readonly Monitor[]
  /** Numbers of monitors that are no more. */
  readonly cleared?: readonly number[]
  /** A station that has been told to keep only its hard-wired monitors, or those it left the factory with, has lost the others. */
  readonly clearedAllBut?: 'hard-wired' | 'factory-default'
  /** The station has none but what it has told of since this time. */
  readonly clearedUnseenSince?: Date
}
