import { readFileSync } from 'node:fs'
import type { StorybookConfig } from '@storybook/react-vite'
import { unlayer } from '../test/support/unlayer.mjs'

const virtual = 'virtual:onwire-unlayered'
const source = new URL('../src/components/styles.css', import.meta.url)

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // TypeScript 7 has no JavaScript API for the other doc generator.
  typescript: { reactDocgen: 'react-docgen' },
  viteFinal: (config) => ({
    ...config,
    plugins: [
      ...(config.plugins ?? []),
      {
        name: 'onwire-unlayered',
        resolveId: (id: string) => (id === virtual ? `\0${virtual}` : undefined),
        load: (id: string) =>
          id === `\0${virtual}` ? `export default ${JSON.stringify(unlayer(readFileSync(source, 'utf8')))}` : undefined,
      },
    ],
    build: { ...config.build, chunkSizeWarningLimit: 6000, minify: false },
  }),
}

export default config
