import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const top = resolve(import.meta.dirname, '../..')

/** `npm start` serves this folder with `demoApi`, which tells the page where its servers are. */
export default defineConfig({
  root: import.meta.dirname,
  // `onwire` is the source itself, by tsconfig.json's list: nothing has to be built first.
  resolve: { tsconfigPaths: true },
  cacheDir: resolve(top, 'node_modules/.vite-demo'),
  plugins: [react()],
  optimizeDeps: {
    include: [
      'react',
      'react-dom/client',
      'react/jsx-runtime',
      'react/jsx-dev-runtime',
      '@tanstack/react-query',
      '@tanstack/react-virtual',
      '@stomp/stompjs',
      'socket.io-client',
    ],
  },
  server: { fs: { allow: [top] } },
  // Three protocols with their client libraries and simulators' scenarios: it is served from one's own machine.
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 1000 },
})
