import type { StationSpec } from './fleet-file'

/** A station's settings: OCPP 1.6 configuration keys, or 2.0.1 variables as `Component.Variable`. */
export interface Setting {
  value: string
  readonly isReadonly: boolean
  /** Takes effect only after a restart. */
  readonly needsReboot?: boolean
  /** Can be set and not read: the password. */
  readonly isSecret?: boolean
  /** Digits now, but a list may come. */
  readonly isList?: boolean
}

/** As it leaves the works. */
export type Works = Readonly<Record<string, Setting>>

export class Configuration {
  private readonly settings: Map<string, Setting & { name: string }>
  private readonly changed: Record<string, string>

  /** @param changed what was set since, by name @param onChange hears all of it whenever there is more */
  constructor(
    works: Works,
    changed: Readonly<Record<string, string>> = {},
    private readonly onChange: (changed: Readonly<Record<string, string>>) => void = () => undefined,
  ) {
    this.settings = new Map(
      Object.entries(works).map(([name, setting]) => [
        name.toLowerCase(),
        { name, ...setting, value: changed[name] ?? setting.value },
      ]),
    )
    this.changed = { ...changed }
  }

  /** Names are compared without case. */
  find(name: string): (Setting & { readonly name: string }) | undefined {
    return this.settings.get(name.toLowerCase())
  }

  all(): readonly (Setting & { readonly name: string })[] {
    return [...this.settings.values()]
  }

  /** Its password; '': none. */
  get secret(): string {
    return this.all().find(({ isSecret }) => isSecret)?.value ?? ''
  }

  set(name: string, value: string): 'Accepted' | 'Rejected' | 'RebootRequired' | 'Unknown' {
    const setting = this.settings.get(name.toLowerCase())
    if (!setting) return 'Unknown'
    if (setting.isReadonly || value.length > 500) return 'Rejected'
    if (setting.isSecret && (value.length < SHORTEST_SECRET || value.length > LONGEST_SECRET)) return 'Rejected'
    const isNumber = !setting.isSecret && !setting.isList && /^\d+$/.test(setting.value)
    if (isNumber && !/^\d+$/.test(value)) return 'Rejected'
    setting.value = value
    this.changed[setting.name] = value
    this.onChange({ ...this.changed })
    return setting.needsReboot ? 'RebootRequired' : 'Accepted'
  }

  /** What the station itself finds out; not a setting anybody made. */
  tell(name: string, value: string): void {
    const setting = this.settings.get(name.toLowerCase())
    if (setting) setting.value = value
  }
}

/** What both AuthorizationKey and BasicAuthPassword take. */
const SHORTEST_SECRET = 16
const LONGEST_SECRET = 40

const rw = (value: string): Setting => ({ value, isReadonly: false })
const ro = (value: string): Setting => ({ value, isReadonly: true })
const secret = (value: string | null): Setting => ({ value: value ?? '', isReadonly: false, isSecret: true })
const needsReboot = (value: string): Setting => ({ value, isReadonly: false, needsReboot: true })

/** A station's settings, as it left the works and was put up. */
export function worksOf(spec: StationSpec): Works {
  const works = spec.version === 'ocpp1.6' ? works16(spec) : works201(spec)
  const set = Object.entries(spec.settings ?? {}).flatMap(([name, value]) => {
    const setting = works[name]
    return setting ? [[name, { ...setting, value }] as const] : []
  })
  return { ...works, ...Object.fromEntries(set) }
}

function works16({ connectors, password }: StationSpec): Works {
  return {
    AllowOfflineTxForUnknownId: rw('true'),
    AuthorizationCacheEnabled: rw('true'),
    AuthorizationKey: secret(password),
    AuthorizeRemoteTxRequests: rw('false'),
    ChargeProfileMaxStackLevel: ro('10'),
    ChargingScheduleAllowedChargingRateUnit: ro('Current,Power'),
    ChargingScheduleMaxPeriods: ro('24'),
    ClockAlignedDataInterval: rw('0'),
    ConnectionTimeOut: rw('60'),
    GetConfigurationMaxKeys: ro('50'),
    HeartbeatInterval: rw('300'),
    LocalAuthListEnabled: rw('false'),
    LocalAuthListMaxLength: ro('500'),
    LocalAuthorizeOffline: rw('true'),
    LocalPreAuthorize: rw('false'),
    MaxChargingProfilesInstalled: ro('20'),
    MeterValuesSampledData: rw('Energy.Active.Import.Register,Power.Active.Import,Current.Import,SoC'),
    MeterValueSampleInterval: rw('60'),
    NumberOfConnectors: ro(String(connectors.length)),
    ResetRetries: rw('1'),
    SecurityProfile: rw(password === null ? '0' : '1'),
    SendLocalListMaxLength: ro('25'),
    StopTransactionOnEVSideDisconnect: rw('true'),
    StopTransactionOnInvalidId: rw('true'),
    SupportedFeatureProfiles: ro(
      'Core,FirmwareManagement,LocalAuthListManagement,RemoteTrigger,Reservation,SmartCharging',
    ),
    TransactionMessageAttempts: rw('3'),
    TransactionMessageRetryInterval: rw('60'),
    UnlockConnectorOnEVSideDisconnect: rw('true'),
    WebSocketPingInterval: needsReboot('60'),
  }
}

function works201({ connectors, model, vendor, password }: StationSpec): Works {
  return {
    'ChargingStation.Model': ro(model),
    'ChargingStation.VendorName': ro(vendor),
    'ChargingStation.SupplyPhases': ro('3'),
    'OCPPCommCtrlr.HeartbeatInterval': rw('300'),
    'OCPPCommCtrlr.WebSocketPingInterval': needsReboot('60'),
    'OCPPCommCtrlr.OfflineThreshold': rw('60'),
    'AuthCtrlr.Enabled': rw('true'),
    'AuthCtrlr.AuthorizeRemoteStart': rw('false'),
    'AuthCtrlr.LocalAuthorizeOffline': rw('true'),
    'AuthCtrlr.LocalPreAuthorize': rw('false'),
    'AuthCtrlr.OfflineTxForUnknownIdEnabled': rw('true'),
    'AuthCacheCtrlr.Enabled': rw('true'),
    'LocalAuthListCtrlr.Enabled': rw('false'),
    'LocalAuthListCtrlr.Entries': ro('500'),
    'LocalAuthListCtrlr.ItemsPerMessage': ro('50'),
    'LocalAuthListCtrlr.BytesPerMessage': ro('16384'),
    'TxCtrlr.EVConnectionTimeOut': rw('60'),
    'TxCtrlr.StopTxOnEVSideDisconnect': rw('true'),
    'TxCtrlr.StopTxOnInvalidId': rw('true'),
    'TxCtrlr.TxStartPoint': rw('PowerPathClosed'),
    'TxCtrlr.TxStopPoint': rw('PowerPathClosed'),
    'SampledDataCtrlr.TxUpdatedInterval': rw('60'),
    'SampledDataCtrlr.TxUpdatedMeasurands': rw('Energy.Active.Import.Register,Power.Active.Import,Current.Import,SoC'),
    'DeviceDataCtrlr.ItemsPerMessage': ro('50'),
    'ClockCtrlr.TimeSource': rw('Heartbeat'),
    'OCPPCommCtrlr.NetworkConfigurationPriority': { ...needsReboot('1'), isList: true },
    'SecurityCtrlr.BasicAuthPassword': secret(password),
    'SecurityCtrlr.SecurityProfile': ro(password === null ? '0' : '1'),
    'ChargingStation.EvseCount': ro(String(connectors.length)),
  }
}
