import { useState } from 'react'
import { applyDirection, applyTheme, type Direction, keepTheme, type Theme } from '../model/look.js'

const themes: readonly { readonly theme: Theme; readonly label: string }[] = [
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
  { theme: 'system', label: 'System' },
]

/** Light, dark, or as the system has it; left to right, or right to left. */
export function LookSwitch(initial: { readonly theme: Theme; readonly direction: Direction }) {
  const [theme, setTheme] = useState(initial.theme)
  const [direction, setDirection] = useState(initial.direction)

  const choose = (next: Theme) => {
    setTheme(next)
    applyTheme(next)
    keepTheme(next)
  }
  const turn = () => {
    const next = direction === 'rtl' ? 'ltr' : 'rtl'
    setDirection(next)
    applyDirection(next)
  }
  return (
    <div className="look">
      <fieldset className="segments">
        <legend className="hidden">Theme</legend>
        {themes.map((option) => (
          <label key={option.theme} className="segment">
            <input
              type="radio"
              name="theme"
              className="hidden"
              checked={theme === option.theme}
              onChange={() => choose(option.theme)}
            />
            {option.label}
          </label>
        ))}
      </fieldset>
      <button
        type="button"
        className="button toggle"
        aria-pressed={direction === 'rtl'}
        aria-label="RTL, right to left"
        onClick={turn}
      >
        RTL
      </button>
    </div>
  )
}
