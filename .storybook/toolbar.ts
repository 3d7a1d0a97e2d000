/** Every switch of the toolbar, its first value as the default. */
const switches = {
  theme: ['Scheme', 'contrast', { light: 'Light', dark: 'Dark', system: 'As the system' }],
  themeFile: [
    'Theme file',
    'paintbrush',
    { none: 'No theme file', shadcn: 'shadcn.css', 'high-contrast': 'high-contrast.css', system: 'system.css' },
  ],
  sheet: ['Style sheet', 'document', { layered: 'styles.css', unlayered: 'styles.unlayered.css', none: 'No sheet' }],
  width: ['Width of the container', 'mobile', { full: 'Full width', medium: '480 px', narrow: '320 px' }],
  direction: ['Writing direction', 'transfer', { ltr: 'Left to right', rtl: 'Right to left' }],
  textSize: ['Text size', 'zoom', { '100': 'Text 100 %', '150': 'Text 150 %', '200': 'Text 200 %' }],
  motion: ['Motion', 'lightning', { system: 'Motion as the system', reduce: 'Reduced motion' }],
  contrast: ['Contrast', 'eye', { system: 'Contrast as the system', more: 'More contrast' }],
  connection: [
    'Connection, in stories of one moment',
    'link',
    {
      story: 'The story’s connection',
      live: 'Live',
      polling: 'Polling',
      stale: 'Stale',
      offline: 'Offline',
      refused: 'Refused',
    },
  ],
} as const

/** The toolbar's switches, as Storybook takes them. */
export const globalTypes = Object.fromEntries(
  Object.entries(switches).map(([name, [title, icon, items]]) => [
    name,
    {
      description: title,
      toolbar: {
        title,
        icon,
        dynamicTitle: true,
        items: Object.entries(items).map(([value, title]) => ({ value, title })),
      },
    },
  ]),
)

export const initialGlobals = Object.fromEntries(
  Object.entries(switches).map(([name, [, , items]]) => [name, Object.keys(items)[0]]),
)
