/** A station's settings: OCPP 1.6 configuration keys, or 2.0.1 variables as `Component.Variable`. */
export interface Setting {
  value: string
  readonly isReadonly: boolean
  /** Takes effect only after a restart. */
  readonly needsReboot?: boolean
}

export class Configuration {
  private readonly settings: Map<string, Setting & { name: string }>

  constructor(settings: Readonly<Record<string, Setting>>) {
    this.settings = new Map(
      Object.entries(settings).map(([name, setting]) => [name.toLowerCase(), { name, ...setting }]),
    )
  }

  /** Names are compared without case. */
  find(name: string): (Setting & { readonly name: string }) | undefined {
    return this.settings.get(name.toLowerCase())
  }

  all(): readonly (Setting & { readonly name: string })[] {
    return [...this.settings.values()]
  }

  set(name: string, value: string): 'Accepted' | 'Rejected' | 'RebootRequired' | 'Unknown' {
    const setting = this.settings.get(name.toLowerCase())
    if (!setting) return 'Unknown'
    if (setting.isReadonly || value.length > 500) return 'Rejected'
    if (/^\d+$/.test(setting.value) && !/^\d+$/.test(value)) return 'Rejected'
    setting.value = value
    return setting.needsReboot ? 'RebootRequired' : 'Accepted'
  }
}

const rw = (value: string): Setting => ({ value, isReadonly: false })
const ro = (value: string): Setting => ({ value, isReadonly: true })

export function configuration16(connectors: number): Configuration {
  return new Configuration({
    AllowOfflineTxForUnknownId: rw('true'),
    AuthorizationCacheEnabled: rw('true'),
    AuthorizeRemoteTxRequests: rw('false'),
    ClockAlignedDataInterval: rw('0'),
    ConnectionTimeOut: rw('60'),
    GetConfigurationMaxKeys: ro('50'),
    HeartbeatInterval: rw('300'),
    LocalAuthListEnabled: rw('false'),
    LocalAuthListMaxLength: ro('500'),
    LocalAuthorizeOffline: rw('true'),
    LocalPreAuthorize: rw('false'),
    MeterValuesSampledData: rw('Energy.Active.Import.Register,Power.Active.Import,Current.Import,SoC'),
    MeterValueSampleInterval: rw('60'),
    NumberOfConnectors: ro(String(connectors)),
    ResetRetries: rw('1'),
    SendLocalListMaxLength: ro('25'),
    StopTransactionOnEVSideDisconnect: rw('true'),
    StopTransactionOnInvalidId: rw('true'),
    SupportedFeatureProfiles: ro('Core,LocalAuthListManagement,RemoteTrigger'),
    TransactionMessageAttempts: rw('3'),
    TransactionMessageRetryInterval: rw('60'),
    UnlockConnectorOnEVSideDisconnect: rw('true'),
    WebSocketPingInterval: { value: '60', isReadonly: false, needsReboot: true },
  })
}

export function configuration201(evses: number, model: string, vendor: string): Configuration {
  return new Configuration({
    'ChargingStation.Model': ro(model),
    'ChargingStation.VendorName': ro(vendor),
    'ChargingStation.SupplyPhases': ro('3'),
    'OCPPCommCtrlr.HeartbeatInterval': rw('300'),
    'OCPPCommCtrlr.WebSocketPingInterval': { value: '60', isReadonly: false, needsReboot: true },
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
    'SecurityCtrlr.SecurityProfile': ro('1'),
    'ChargingStation.EvseCount': ro(String(evses)),
  })
}
