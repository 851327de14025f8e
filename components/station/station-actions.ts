import type { Action } from '@/components/forms/action-result'
import type { CommandInput } from '@/lib/commands/command'
import type { Page } from '@/lib/kernel/cursor'
import type { MessageQuery } from '@/lib/messages/message-filter'
import type { MessageRow } from '@/lib/messages/message-row'
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
  clockZone?: string
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
  readonly moreMessages: Action<{ id: string; cursor: string | null; query: MessageQuery }, Page<MessageRow>>
  readonly moreStory: Action<{ id: string; cursor: string | null }, Page<StoryEntry>>
}
