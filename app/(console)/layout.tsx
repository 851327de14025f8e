import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { BUILD } from '@/app/build'
import { searchEverything } from '@/app/search-everything'
import { requireUser } from '@/app/session'
import { setLanguage } from '@/app/set-language'
import { signOut } from '@/app/sign-out'
import { LiveIndicator } from '@/components/live/live-indicator'
import { LiveProvider } from '@/components/live/live-provider'
import { Bell } from '@/components/notifications/bell'
import { NewBuild } from '@/components/shell/new-build'
import { Rail } from '@/components/shell/rail'
import { TopBar } from '@/components/shell/top-bar'
import { env } from '@/lib/env'
import { liveHub } from '@/lib/live/process-hub'
import { markNoticesReadAction, readOwnNotices } from './own-notices'

/**
 * The operator's console: the rail, the top bar and one live stream around every room. Rooms say for themselves that they load
 * (loading.tsx); overview and list of stations do not: what is streamed after a first picture is held back 300 ms by React, longer
 * than these two take.
 */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { actor, name, email } = await requireUser()
  const t = await getTranslations('shell')
  // Taken before the page reads its rows: the stream then only brings what changed after them.
  const since = await liveHub().then(
    (hub) => hub.cursor(),
    () => null,
  )
  const isNarrow = (await cookies()).get('rail')?.value === 'narrow'
  return (
    <LiveProvider since={since}>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-primary focus:px-3 focus:py-2 focus:text-primary-foreground"
      >
        {t('skip')}
      </a>
      <div className="flex min-h-dvh">
        <Rail role={actor.role} startsCollapsed={isNarrow} />
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar
            me={{ name, email, role: actor.role }}
            role={actor.role}
            live={<LiveIndicator />}
            bell={<Bell read={readOwnNotices} markRead={markNoticesReadAction} />}
            isDemo={env().DEMO}
            search={searchEverything}
            signOut={signOut}
            setLanguage={setLanguage}
          />
          <NewBuild ownBuild={BUILD} />
          <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
            {children}
          </main>
        </div>
      </div>
    </LiveProvider>
  )
}
