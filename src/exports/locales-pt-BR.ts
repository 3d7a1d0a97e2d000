export { ptBR } from '../components/locales/pt-BR.js'
