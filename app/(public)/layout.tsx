import type { ReactNode } from 'react'
import { setLanguage } from '@/app/set-language'
import { LanguageSwitch } from '@/components/shell/language-switch'

/** Pages for drivers: no account, nothing of the console. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-xl flex-col px-4">
      <main className="flex flex-1 flex-col gap-4 py-6">{children}</main>
      <footer className="flex items-center justify-between border-t py-3 text-muted-foreground text-xs">
        <span>Laddvakt</span>
        <LanguageSwitch setLanguage={setLanguage} />
      </footer>
    </div>
  )
}
