import type { ReactNode } from 'react'
import { setLanguage } from '@/app/set-language'
import { LanguageSwitch } from '@/components/shell/language-switch'
import { Wordmark } from '@/components/shell/wordmark'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh grid-rows-[1fr_auto] justify-items-center px-4">
      <div className="flex w-full max-w-sm flex-col justify-center gap-6 py-10">
        <Wordmark className="self-center text-base" />
        {children}
      </div>
      <footer className="pb-6">
        <LanguageSwitch setLanguage={setLanguage} />
      </footer>
    </main>
  )
}
