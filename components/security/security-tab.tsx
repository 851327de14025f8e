'use client'

import type { StationActions } from '@/components/station/station-actions'
import { useRenew } from '@/components/station/use-renew'
import type { LiveCommand, LiveStation } from '@/lib/live/events'
import { InstalledCard } from './installed-card'
import { IssuedCard } from './issued-card'
import { PasswordRotation } from './password-rotation'
import { ProfileCard } from './profile-card'
import type { SecurityContent } from './security-content'
import { SecurityEvents } from './security-events'

export interface SecurityTabProps {
  live: LiveStation
  content: SecurityContent
  commands: readonly LiveCommand[]
  timeZone: string
  may: { readonly command: boolean; readonly write: boolean }
  actions: Pick<StationActions, 'command' | 'edit' | 'revokeCertificate'>
}

const ABOUT: ReadonlySet<string> = new Set([
  'rotate-password',
  'upgrade-security-profile',
  'send-certificate',
  'renew-certificate',
  'install-certificate',
  'delete-certificate',
  'get-installed-certificates',
])

/** How the station proves who it is, what it trusts, and what it has told of attacks. */
export function SecurityTab(props: SecurityTabProps) {
  const { live, content, commands } = props
  useRenew(commands, ABOUT, live.online ? 'online' : 'offline')
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
      <div className="grid min-w-0 grid-cols-1 gap-4">
        <ProfileCard {...props} />
        <PasswordRotation {...props} />
        <SecurityEvents events={content.security.events} timeZone={props.timeZone} />
      </div>
      <div className="grid min-w-0 grid-cols-1 gap-4">
        <IssuedCard {...props} />
        <InstalledCard {...props} />
      </div>
    </div>
  )
}
