{{/* Labels of every object. */}}
{{- define "corridor.labels" -}}
app.kubernetes.io/name: corridor
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* Labels that pods of the release are found by. */}}
{{- define "corridor.selector" -}}
app.kubernetes.io/name: corridor
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Name of the NATS servers of the official chart, which calls them after the release. */}}
{{- define "corridor.nats" -}}
{{- if contains "nats" .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-nats{{ end }}
{{- end }}

{{/* Address of the monitoring page of each NATS server, with commas. */}}
{{- define "corridor.monitor" -}}
{{- $nats := include "corridor.nats" . -}}
{{- $port := .Values.nats.config.monitor.port -}}
{{- $pages := list -}}
{{- range $i := until (int .Values.nats.config.cluster.replicas) -}}
{{- $pages = append $pages (printf "http://%s-%d.%s-headless:%v" $nats $i $nats $port) -}}
{{- end -}}
{{- join "," $pages -}}
{{- end }}
