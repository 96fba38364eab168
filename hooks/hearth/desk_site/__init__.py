"""The desk as a private site: pages of what the manager's commands tell, and forms that write what
they write; on this machine alone, or as files for the team."""
