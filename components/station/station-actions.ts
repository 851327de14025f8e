import type { Action } from '@/components/forms/action-result'
import type { LogActions } from '@/components/messages/log-actions'
import type { MeterKeyActions } from '@/components/signed/meter-keys-card'
import type { CommandInput } from '@/lib/commands/command'
import type { CommandDetails } from '@/lib/commands/queries'
import type { ConfigurationChange } from '@/lib/configuration/queries/list-changes'
import type { Page } from '@/lib/kernel/cursor'
import type { StoryEntry } from '@/lib/stations/queries/list-story'

/** Everything but raw calls. */
export type EverydayCommand = Exclude<CommandInput, { type: 'ocpp' }>
export type CommandAction = Action<{ id: string; command: EverydayCommand }, { id: string }>

/** What an edit form holds: ids as text, since that is what a select holds. */
export interface SettingsValues {
  name?: string
  siteId?: string | null
  tariffId?: string | null
  allowWithoutPassword?: boolean
  allowWithoutProtocol?: boolean
  securityProfile?: number
  autocharge?: boolean
  clockZone?: string
  hasPublicPage?: boolean | null
  note?: string
}
export interface OutletValues {
  type?: string | null
  currentType?: 'ac' | 'dc' | null
  maxPowerW?: number | null
  tariffId?: string | null
}

/** What can be done on a station's page. */
export interface StationActions {
  readonly command: CommandAction
  readonly edit: Action<{ id: string; change: SettingsValues }>
  readonly editOutlet: Action<{ id: string; evse: number; connector: number; change: OutletValues }>
  readonly setPassword: Action<{ id: string; password?: string }, { password: string | null }>
  readonly accept: Action<{ id: string }>
  readonly reject: Action<{ id: string }>
  readonly repairStation: Action<{ id: string }, { values: number }>
  readonly revokeCertificate: Action<{ id: string }>
  readonly commandDetails: Action<{ id: string }, CommandDetails>
  readonly valueHistory: Action<{ id: string; valueId: string }, readonly ConfigurationChange[]>
  readonly addMeterKey: MeterKeyActions['addMeterKey']
  readonly removeMeterKey: MeterKeyActions['removeMeterKey']
  readonly moreMessages: LogActions['moreMessages']
  readonly readMessage: LogActions['readMessage']
  readonly moreStory: Action<{ id: string; cursor: string | null }, Page<StoryEntry>>
}
